// libzip: the directory of an archive, and its members as streams. Only reading is used.
#ifndef TIERWISE_CZIP_H
#define TIERWISE_CZIP_H
#include <zip.h>
#endif
