// libzstd: whole blocks and streams, in and out, with contexts that are used again.
#ifndef TIERWISE_CZSTD_H
#define TIERWISE_CZSTD_H
#include <zstd.h>
#include <zstd_errors.h>
#endif
