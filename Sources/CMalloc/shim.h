// mallopt: how the C library keeps memory that is given back. Swift's module of it leaves this header out.
#ifndef TIERWISE_CMALLOC_H
#define TIERWISE_CMALLOC_H
#include <malloc.h>
#endif
