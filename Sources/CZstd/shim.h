// libzstd: whole blocks in, whole blocks out, with a context that is used again.
#ifndef TIERWISE_CZSTD_H
#define TIERWISE_CZSTD_H
#include <zstd.h>
#endif
