#ifndef DIENST_CSYS_H
#define DIENST_CSYS_H

// What the Glibc module of Swift leaves out: an event counter that another thread can wait for with poll().

/// A new non-blocking, close-on-exec eventfd, or -1 with errno set.
int csys_eventfd(void);

/// Makes the descriptor readable.
void csys_eventfd_signal(int descriptor);

/// Makes the descriptor unreadable until the next signal.
void csys_eventfd_drain(int descriptor);

#endif
