package importer

// A claimID numbers the claims of a run, from 1; 0 is no claim.
type claimID int32

// claimed is what a run keeps in memory of each row that claimed keys: a
// million of them fit into 40 MB, and none is a pointer for the garbage
// collector to follow.
type claimed struct {
	payload, firstName, email uint64
	lead                      LeadID
	row                       int32
	state                     claimState
}

type claimState uint8

const (
	inFlight claimState = iota // or waiting for another row's answer
	isCreated
	isAccepted
	isPartial
	isUnknown
	freed // refused or not delivered: it holds no keys any more
)

var claimStatus = [...]Status{
	inFlight: "", isCreated: Created, isAccepted: Accepted, isPartial: Partial, isUnknown: Unknown, freed: Failed,
}

func (c *claimed) status() Status { return claimStatus[c.state] }

func stateOf(s Status) claimState {
	for state, status := range claimStatus {
		if status == s {
			return claimState(state)
		}
	}
	return freed
}

// A claimList grows by pieces, so that growing never copies what is there.
type claimList struct {
	pieces [][]claimed
	n      int
}

const claimPiece = 4096

func (l *claimList) add(c claimed) claimID {
	if l.n%claimPiece == 0 {
		l.pieces = append(l.pieces, make([]claimed, claimPiece))
	}
	l.pieces[l.n/claimPiece][l.n%claimPiece] = c
	l.n++
	return claimID(l.n)
}

// at returns the claim; id must be one that add returned.
func (l *claimList) at(id claimID) *claimed {
	i := int(id) - 1
	return &l.pieces[i/claimPiece][i%claimPiece]
}
