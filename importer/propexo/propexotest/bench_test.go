package propexotest_test

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"leadimport/importer/propexo/propexotest"
)

// BenchmarkCreate is the whole way of a create over loopback, net/http's
// client included: the simulator shares its processors with the importer that
// is measured against it.
func BenchmarkCreate(b *testing.B) {
	_, url, stop := propexotest.Start(propexotest.Config{})
	defer stop()
	through := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, MaxConnsPerHost: 64}}
	benchmark(b, through, url)
}

// BenchmarkCreateInProcess leaves the sockets out.
func BenchmarkCreateInProcess(b *testing.B) {
	s := propexotest.New(propexotest.Config{})
	benchmark(b, &http.Client{Transport: s.Transport()}, "http://simulator")
}

func benchmark(b *testing.B, through *http.Client, url string) {
	var n atomic.Int64
	b.SetParallelism(8)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			lead := with(int(n.Add(1)), `"city":"Provo","state":"UT","zip":"84601","target_move_in_date":"2027-07-01T12:00:00Z",`+
				`"desired_max_rent_in_cents":150000,"notes":"Would like a ground floor, has a small dog."`)
			r, _ := http.NewRequest("POST", url+"/v1/leads/entrata/", strings.NewReader(lead))
			r.Header.Set("Authorization", "Bearer key")
			resp, err := through.Do(r)
			if err != nil {
				b.Error(err)
				return
			}
			if io.Copy(io.Discard, resp.Body); resp.StatusCode != http.StatusOK {
				b.Error(resp.Status)
			}
			resp.Body.Close()
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "creates/s")
}
