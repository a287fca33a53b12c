// ISA-L's igzip: the fast inflate and deflate, and its crc32.
#ifndef TIERWISE_CISAL_H
#define TIERWISE_CISAL_H
#include <isa-l/igzip_lib.h>
#include <isa-l/crc.h>
#endif
