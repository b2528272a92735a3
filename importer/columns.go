package importer

// The columns that results and failures add behind the user's own. Their
// names are promises: they may be added to, never renamed. Input columns of
// these names are ours from an earlier run: import_lead is read, the others
// are replaced.
const (
	ColumnRow      = "import_row"      // the row as Excel counts it
	ColumnStatus   = "import_status"   // a Status
	ColumnReason   = "import_reason"   // a stable code
	ColumnError    = "import_error"    // what is wrong, for a person
	ColumnFix      = "import_fix"      // what to do
	ColumnLead     = "import_lead"     // the lead's id in the ledger, letters only
	ColumnJob      = "import_job_id"   // Propexo's id of the write
	ColumnAttempts = "import_attempts" // requests that this run sent for the row
	ColumnTime     = "import_time"     // of the latest word about the row, RFC 3339, UTC
)

// OwnColumns lists our columns in their order.
var OwnColumns = []string{
	ColumnRow, ColumnStatus, ColumnReason, ColumnError, ColumnFix,
	ColumnLead, ColumnJob, ColumnAttempts, ColumnTime,
}
