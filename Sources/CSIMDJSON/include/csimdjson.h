// simdjson behind a C interface; the C++ stays in csimdjson.cpp.
#ifndef TIERWISE_CSIMDJSON_H
#define TIERWISE_CSIMDJSON_H
#ifdef __cplusplus
extern "C" {
#endif
const char *tierwise_simdjson_version(void);
#ifdef __cplusplus
}
#endif
#endif
