#ifndef DIENST_CARGON2_SHIM_H
#define DIENST_CARGON2_SHIM_H

#include <argon2.h>

#endif
