// libcsv 3: a streaming CSV state machine with callbacks. It has no pkg-config file.
#ifndef TIERWISE_CLIBCSV_H
#define TIERWISE_CLIBCSV_H
#include <csv.h>
#endif
