package propexotest

import (
	"encoding/json"
	"strconv"
)

// logRecords returns a page of the write log as it is written.
func (s *Server) logRecords(q logQuery) []logRecord {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	s.state.advance()
	rows := s.state.log.page(q)
	records := make([]logRecord, len(rows))
	for i, row := range rows {
		records[i] = s.logRecord(row)
	}
	return records
}

func (s *Server) logRecord(row logRow) logRecord {
	j := &s.state.jobs[row.job]
	lead, _, _ := parse(j.body)
	record := logRecord{
		ID:          s.id(logPrefix, row.job),
		CreatedAt:   timestamp(row.at),
		JobID:       s.id(jobPrefix, row.job),
		JobLogID:    s.id(rawLogPrefix, row.job),
		Status:      statusNames[row.status],
		Integration: j.integration,
		JobType:     "CREATE_LEAD",
		Parameters:  parameters(s.cfg.LogParameters, lead),
		Name:        "ENTRATA_CREATE_LEAD",
		Vendor:      "ENTRATA",
	}
	if text := j.verdict.complaint(lead); text != "" && row.status == failed {
		record.Error = &text
	}
	return record
}

// parameters is the write as Propexo might have stored it: fields of ours,
// nulls for those that were not sent, and a field of its own.
func parameters(shape Parameters, lead *Lead) json.RawMessage {
	if shape == ParametersAbsent {
		return json.RawMessage("null")
	}
	b := []byte{'{'}
	for i, f := range fields {
		b = append(strconv.AppendQuote(b, f.name), ':')
		if value := lead.values[i]; value != nil {
			b = append(b, value...)
		} else {
			b = append(b, "null"...)
		}
		b = append(b, ',')
	}
	b = append(b, `"x_property_id":"100042"}`...)
	if shape == ParametersNested {
		b = append(append([]byte(`{"body":`), b...), '}')
	}
	return b
}
