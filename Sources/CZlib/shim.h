// zlib: inflate, deflate and crc32. Its initialisers are macros, which Swift cannot call.
#ifndef TIERWISE_CZLIB_H
#define TIERWISE_CZLIB_H
#include <zlib.h>

/// A raw deflate stream (no header, no trailer): gzip members are framed by ByteStreams itself.
static inline int tierwise_inflate_init_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
static inline int tierwise_deflate_init_raw(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
#endif
