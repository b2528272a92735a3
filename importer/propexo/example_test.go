package propexo_test

import (
	"context"
	"fmt"

	"leadimport/importer"
	"leadimport/importer/propexo"
	"leadimport/importer/propexo/propexotest"
)

// A lead is created, and its fate asked for, against the simulator.
func Example() {
	_, url, stop := propexotest.Start(propexotest.Config{})
	defer stop()
	key, err := propexo.ParseKey("any key will do")
	fmt.Println(err)
	key, err = propexo.ParseKey("any-key-will-do")
	if err != nil {
		panic(err)
	}
	client, err := propexo.New(propexo.Config{BaseURL: url, Key: key, Simulator: true})
	if err != nil {
		panic(err)
	}
	defer client.Close()

	lead := importer.Lead{IntegrationID: "cm4i1", PropertyID: "cm4p1", LeadSourceID: "cm4s1", FirstName: "Ada", LastName: "Lovelace"}
	answer := client.CreateLead(context.Background(), lead, func() error {
		fmt.Println("the intent is on disk")
		return nil
	})
	status, err := client.WriteStatus(context.Background(), answer.Job)
	fmt.Println(client.Environment(), answer.Verdict, status.State, err, key)
	// Output:
	// the API key holds a blank, a line break or a letter that no key has: it must be the key alone
	// the intent is on disk
	// SIMULATOR queued SUCCESS <nil> [key]
}
