package mapping

import "fmt"

// Monthly rents are between these, in whole dollars. The same digits as cents
// would be a rent of a few dollars, and a rent in cents is beyond them.
const (
	leastRent = 100
	mostRent  = 30000
)

// draftAmounts drafts an amount of money. Its unit is told by the amounts
// themselves, or stays open.
func draftAmounts(d *draft, c *column) {
	point, comma := dollars('.'), dollars(',')
	read, decimal := point, byte('.')
	if c.share(taken(comma)) > c.share(taken(point)) {
		read, decimal = comma, ','
	}
	plain := c.share(taken(read))
	if plain < 1 && len(c.values) <= mostNumbers && len(c.values)*2 <= c.filled {
		// A list to choose from, such as "$1,200 - $1,500".
		listChoices(d, c, "cents", func(cell string) (string, bool) { return amountIn(d.field, cell) })
		return
	}
	draftUnit(d, c, read)
	if decimal == ',' {
		d.set("decimal", `","`)
	}
	if plain < 1 {
		d.why = append(d.why, `some cells are no plain amount: their rows are invalid, or with on_bad = "omit" go without it`)
	}
}

func taken(read convert) func(cell string) bool {
	return func(cell string) bool {
		_, t := read(cell)
		return t == nil
	}
}

// draftUnit says what the amounts count, if they tell: cents are never written
// with a sign or decimals, and the digits of a rent say the rest.
func draftUnit(d *draft, c *column, read convert) {
	said := containsAny(squash(c.words), "dollar", "usd") ||
		c.share(func(cell string) bool { return !allDigits(cell) }) > 0.2
	asDollars, asCents := 0, 0
	example := ""
	for _, v := range c.values {
		value, t := read(v.text)
		switch amount := centsOf(value); {
		case t != nil:
		case amount == 0:
		case amount < leastRent*100:
			example = v.text
		case amount <= mostRent*100:
			asDollars++
		default:
			asCents++
			example = v.text
		}
	}
	switch {
	case containsAny(squash(c.words), "cents"):
		d.set("unit", `"cents"`)
	case said || asDollars > 0 && asCents == 0 && example == "":
		d.set("unit", `"dollars"`)
	case asCents > 0 && asDollars == 0:
		d.set("unit", `"cents"`)
	default:
		why := "its amounts do not tell what they count"
		if example != "" {
			why += fmt.Sprintf(", such as %s", quote(example))
		}
		d.ask(why, setting{key: "unit", value: `"dollars"`}, setting{key: "unit", value: `"cents"`})
	}
}
