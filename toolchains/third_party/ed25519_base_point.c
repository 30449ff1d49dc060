/* Multiplication of the base point of edwards25519 (RFC 8032, 5.1) without a table of its multiples, for the browser.
   libsodium's own function reads 30 kB that no compression shortens: a thirtieth of what a first visit downloads. Here its
   constant-time multiplication of any point is given the base point. A signature then takes some tenths of a millisecond
   more, and a session makes few. sodium.cmake gives the other one another name; check.c compares what both make. */
#include "private/ed25519_ref10.h"

/* h = a B. Precondition, as libsodium's: a[31] <= 127. */
void ge25519_scalarmult_base(ge25519_p3 *h, const unsigned char *a)
{
    static const unsigned char encoded[32] = {
        0x58, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
        0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66};
    ge25519_p3 base;

    /* Public, and always a point. */
    (void) ge25519_frombytes(&base, encoded);
    ge25519_scalarmult(h, a, &base);
}
