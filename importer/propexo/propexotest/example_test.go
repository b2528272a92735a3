package propexotest_test

import (
	"fmt"
	"net/http"
	"strings"

	"leadimport/importer/propexo/propexotest"
)

// A create whose answer is lost: the client knows nothing, the property
// system has the lead.
func Example() {
	s, url, stop := propexotest.Start(propexotest.Config{
		Script: func(n int, lead *propexotest.Lead) propexotest.Fault {
			if lead.Field("last_name") == "Hale" {
				return propexotest.CutAfter
			}
			return propexotest.Behave
		},
	})
	defer stop()

	for _, last := range []string{"Ortiz", "Hale"} {
		body := `{"integration_id":"i","property_id":"p","lead_source_id":"s","first_name":"Robin","last_name":"` + last + `"}`
		r, _ := http.NewRequest("POST", url+"/v1/leads/entrata/", strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer any")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			fmt.Println(last, "no answer")
			continue
		}
		resp.Body.Close()
		fmt.Println(last, resp.Status)
	}
	fmt.Println("stored:", s.Counts().Stored)
	// Output:
	// Ortiz 200 OK
	// Hale no answer
	// stored: 2
}
