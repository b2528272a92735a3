package mapping_test

import (
	"fmt"

	"leadimport/mapping"
)

func Example() {
	fields := []mapping.Field{
		{Name: "first_name", Kind: mapping.Name, Required: true},
		{Name: "phone_1", Kind: mapping.Phone},
		{Name: "target_move_in_date", Kind: mapping.Date},
	}
	m, err := mapping.Parse("leadimport.toml", []byte(`
[fields]
first_name          = "First Name"
phone_1             = ["Mobile", "Phone #"]
target_move_in_date = { column = "Move In", format = "M/D/YYYY" }
`), fields, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	projection, err := m.Bind([]string{"First Name", "Mobile", "Phone #", "Move In"})
	if err != nil {
		fmt.Println(err)
		return
	}
	values, findings := projection.Project(nil, []string{"Ann", "", "(617) 555-0100", "31/12/2027"})
	fmt.Printf("%q\n", values)
	for _, f := range findings {
		fmt.Printf("%s (%s): %s\n", f.Column, f.Code, f.Problem)
		fmt.Println("  " + f.Fix)
	}
	// Output:
	// ["Ann" "6175550100" ""]
	// Move In (bad_date): "31/12/2027" is not a date in M/D/YYYY
	//   write it like 12/31/2027
}
