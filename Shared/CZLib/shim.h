#ifndef DIENST_CZLIB_SHIM_H
#define DIENST_CZLIB_SHIM_H

#include <zlib.h>

/* Macros, which Swift does not see: zlib or gzip by the first bytes. */
static inline int dienst_inflate_begin(z_stream *stream) { return inflateInit2(stream, 15 + 32); }

#endif
