// Expat: XML in pieces, handed on element by element. It never opens anything; document types are refused by our handler.
#ifndef TIERWISE_CEXPAT_H
#define TIERWISE_CEXPAT_H
#include <expat.h>
#endif
