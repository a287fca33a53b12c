// ISA-L's igzip: the fast inflate and deflate, and its crc32.
#ifndef TIERWISE_CISAL_H
#define TIERWISE_CISAL_H
#include <isa-l/igzip_lib.h>
#include <isa-l/crc.h>

/// Working memory of deflate level 1. ISA-L says it in a macro that Swift cannot read: it names other macros' products.
static const uint32_t tierwise_isal_level1_buffer_bytes = ISAL_DEF_LVL1_DEFAULT;
#endif
