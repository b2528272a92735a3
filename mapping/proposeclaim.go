package mapping

import (
	"fmt"
	"slices"
)

// A claim is a column's to a field.
type claim struct {
	column *column
	field  int
	tier   tier
	whole  bool // the column holds a full name, the field takes a part of it
	empty  bool // the column has a name, but no cell to go by
}

// How much of a column must look like the field's values before its name, a
// sentence with the name in it, or nothing but the values are believed.
var enough = map[tier]float64{exact: 0.5, similar: 0.5, contained: 0.8, byLooks: 0.9}

// claim decides which columns feed which field.
func (p *proposer) claim() {
	var claims []claim
	for _, c := range p.columns {
		claims = append(claims, p.claimsOf(c)...)
	}
	claims = append(claims, p.claimsByLooks(claims)...)
	p.picks = make([]pick, len(p.fields))
	for i := range p.fields {
		switch field := &p.fields[i]; {
		case field.Kind == Phone:
		case field.Hints.Part != "":
			p.picks[i] = p.pickPart(claims, i)
		default:
			p.picks[i] = choose(claims, i, false)
		}
	}
	p.pickPhones(claims)
	p.dropUseless()
	p.explain(claims)
}

// claimsOf matches one column by its name, and keeps the surest. A name that
// fits several fields decides nothing, unless it is a name of each.
func (p *proposer) claimsOf(c *column) []claim {
	if c.name == "" || c.twice {
		return nil
	}
	var claims []claim
	best := noMatch
	for i := range p.fields {
		one, ok := p.match(c, i)
		if !ok || one.tier > best {
			continue
		}
		if one.tier < best {
			claims, best = nil, one.tier
		}
		claims = append(claims, one)
	}
	whole := !slices.ContainsFunc(claims, func(one claim) bool { return !one.whole })
	if len(claims) > 1 && best != exact && !whole {
		c.remark = fmt.Sprintf("could feed %s or %s", p.fields[claims[0].field].Name, p.fields[claims[1].field].Name)
		return nil
	}
	return claims
}

// match matches one column with one field by its name, and holds its values
// against it.
func (p *proposer) match(c *column, i int) (claim, bool) {
	field := &p.fields[i]
	if field.Refused != "" {
		return claim{}, false
	}
	aside := withoutAside(c.name)
	one := claim{column: c, field: i, empty: c.filled == 0}
	own := p.names[i].tier(c.words, aside, recognisable(field.Kind))
	whole := p.wholes[i].tier(c.words, aside, false)
	one.tier, one.whole = min(own, whole), whole < own
	switch {
	case one.tier == noMatch:
		return claim{}, false
	case one.empty:
		return one, one.tier == exact && !needsValues(field.Kind)
	case one.isAnothers(field):
		c.remark = fmt.Sprintf("is called like %s, but repeats the same %s in %s", field.Name, plural(len(c.values), "value"), plural(c.filled, "row"))
		return claim{}, false
	case !p.believed(c, field, one.tier):
		c.remark = fmt.Sprintf("is called like %s, but its values do not look like it", field.Name)
		return claim{}, false
	}
	return one, true
}

// needsValues says whether nothing can be said of a field without a value.
func needsValues(k Kind) bool { return k == Date || k == Cents || k == ID }

// believed says whether a column's values agree with its name.
func (p *proposer) believed(c *column, field *Field, t tier) bool {
	if c.share(looksLike(field)) < enough[t] {
		return false
	}
	return field.Kind != ID || !(c.distinct() && c.filled > 20) && len(c.values) <= mostChoices && !c.more ||
		c.share(looksLikeID) == 1
}

// isAnothers says whether a column of names, phones or e-mails holds so few
// different ones that they are the property's and not the leads'. Many people
// share a first name.
func (one claim) isAnothers(field *Field) bool {
	c := one.column
	switch {
	case field.Kind != Name && field.Kind != Phone && field.Kind != Email:
		return false
	case field.Kind == Name && !one.whole && len(c.values) > 3:
		return false
	}
	return c.repeats()
}

// claimsByLooks finds e-mails and phones whose column has a name that says
// nothing, where no other column claims the field.
func (p *proposer) claimsByLooks(named []claim) []claim {
	looks := map[Kind]func(string) bool{Email: looksLikeEmail, Phone: isSurelyPhone}
	taken := map[Kind]bool{}
	for _, one := range named {
		taken[p.fields[one.field].Kind] = true
	}
	var claims []claim
	for i := range p.fields {
		kind := p.fields[i].Kind
		look := looks[kind]
		if look == nil || taken[kind] {
			continue
		}
		taken[kind] = true
		for _, c := range p.columns {
			foreign := slices.ContainsFunc(c.words, func(word string) bool { return others[word] })
			if c.name != "" && !c.twice && !foreign && c.filled > 1 && !c.repeats() && c.share(look) >= enough[byLooks] {
				claims = append(claims, claim{column: c, field: i, tier: byLooks})
			}
		}
	}
	return claims
}

// choose picks the surest claims to a field.
func choose(claims []claim, field int, whole bool) pick {
	var chosen pick
	best := noMatch + 1
	for _, one := range claims {
		rank := one.tier
		if one.empty {
			rank = noMatch // an empty column yields to any that holds something
		}
		if one.field != field || one.whole != whole || rank > best {
			continue
		}
		if rank < best {
			chosen.columns, best = nil, rank
		}
		chosen.columns = append(chosen.columns, one.column)
		chosen.byLooks = one.tier == byLooks
	}
	return chosen
}
