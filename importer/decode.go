package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"github.com/gocarina/gocsv"
)

// A leadDecoder places canonical values into a Lead by its csv tags, through
// gocsv. gocsv guesses at raw text (010 is 8 to it, 12.99 is 12), so it is
// given only what the mapping has made canonical, for members that are all
// texts: it can fail on no value.
//
// One Unmarshaller serves the whole run: it is fed one record at a time,
// which costs a tenth of an Unmarshaller a row. A leadDecoder is for one
// goroutine.
type leadDecoder struct {
	record bytes.Buffer
	writer *csv.Writer
	leads  *gocsv.Unmarshaller
}

func newLeadDecoder() (*leadDecoder, error) {
	d := new(leadDecoder)
	d.writer = csv.NewWriter(&d.record)
	header := make([]string, len(Fields))
	for i, f := range Fields {
		header[i] = f.Name
	}
	if err := d.write(header); err != nil {
		return nil, err
	}
	leads, err := gocsv.NewUnmarshaller(csv.NewReader(&d.record), Lead{})
	if err != nil {
		return nil, fmt.Errorf("reading the fields of a lead: %w", err)
	}
	d.leads = leads
	return d, nil
}

// decode makes a lead of canonical values in the order of Fields.
func (d *leadDecoder) decode(values []string) (Lead, error) {
	if err := d.write(values); err != nil {
		return Lead{}, err
	}
	lead, err := d.leads.Read()
	if err != nil {
		return Lead{}, fmt.Errorf("placing a row's values into a lead: %w", err)
	}
	return lead.(Lead), nil
}

func (d *leadDecoder) write(record []string) error {
	if err := d.writer.Write(record); err != nil {
		return err
	}
	d.writer.Flush()
	return d.writer.Error()
}
