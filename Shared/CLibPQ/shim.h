#ifndef DIENST_CLIBPQ_SHIM_H
#define DIENST_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif
