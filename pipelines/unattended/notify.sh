#!/bin/sh
# An example for `on_publish: [./notify.sh, data@example.com]`: mails that there is a new report. The last argument is the report's
# folder, standard input the run as JSON.
set -eu
to=$1
report=$2
{
  echo "A new report: $report/report.html"
  echo
  # What the run was, one line.
  cat
} | mail -s "Tierwise: a new report" "$to"
