package main

import "runtime/debug"

// What a run keeps in memory of each row is small and without pointers, so
// collecting garbage three times as often costs next to nothing once there is
// much of it; while there is little, it would cost a tenth of the speed.
const (
	manyRows       = 200_000
	sparingPercent = 30
)

// spareMemory fits the garbage collector to an input of so many rows.
func spareMemory(rows int) {
	if rows > manyRows {
		debug.SetGCPercent(sparingPercent)
	}
}
