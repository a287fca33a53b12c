// utf8proc: Unicode's normal forms and case folding.
#ifndef TIERWISE_CUTF8PROC_H
#define TIERWISE_CUTF8PROC_H
#include <utf8proc.h>
#endif
