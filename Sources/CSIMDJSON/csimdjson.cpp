#include "csimdjson.h"
#include <simdjson.h>
extern "C" const char *tierwise_simdjson_version(void) { return SIMDJSON_STRINGIFY(SIMDJSON_VERSION); }
