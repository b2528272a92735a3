package propexo_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"leadimport/importer/propexo"
)

// BenchmarkCreateLead sends over loopback with 64 workers to a server that
// does nothing else but answer.
func BenchmarkCreateLead(b *testing.B) {
	answer := []byte(`{"meta":{"job_id":"cm4ublxhn5008550276138abyzlg821i"},"result":{}}`)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Write(answer)
	}))
	defer server.Close()
	fast, err := propexo.ParseRate("1000000/s")
	if err != nil {
		b.Fatal(err)
	}
	for _, rate := range []propexo.Rate{propexo.Unlimited, fast} {
		b.Run(rate.String(), func(b *testing.B) {
			const workers = 64
			client, err := propexo.New(propexo.Config{BaseURL: server.URL, Simulator: true, Rate: rate, Workers: workers})
			if err != nil {
				b.Fatal(err)
			}
			defer client.Close()
			var failed atomic.Int64
			b.SetParallelism(workers / 2) // of each processor, and there are two or more
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if client.CreateLead(context.Background(), lead, atOnce).Job == "" {
						failed.Add(1)
					}
				}
			})
			if failed.Load() > 0 {
				b.Errorf("%d creates failed", failed.Load())
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
