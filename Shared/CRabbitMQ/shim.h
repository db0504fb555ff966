#ifndef DIENST_CRABBITMQ_SHIM_H
#define DIENST_CRABBITMQ_SHIM_H

#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>

// The login functions of librabbitmq are variadic, which Swift cannot call.
static inline amqp_rpc_reply_t dienst_amqp_login(amqp_connection_state_t connection, const char *virtual_host,
                                                 int frame_max, int heartbeat, const amqp_table_t *properties,
                                                 const char *user, const char *password) {
    return amqp_login_with_properties(connection, virtual_host, 0, frame_max, heartbeat, properties,
                                      AMQP_SASL_METHOD_PLAIN, user, password);
}

#endif
