"""A host name in; one of its addresses that lies on the public internet, or a refusal, out."""

from __future__ import annotations

import ipaddress
import socket

from harmtrace.errors import FetchFailed, PrivateAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def public_address(host: str, port: int, allow_private: bool, where: str) -> str:
    """Return an address of `host`, after checking every one that its name resolves to.

    Raises `PrivateAddress` if one of them is private, loopback, link-local or otherwise not
    public (RFC 6890) and `allow_private` is not set, `FetchFailed` if there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"the host {host!r} is not known: {error}", where=where) from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses:
        raise FetchFailed(f"the host {host!r} has no address", where=where)
    refused = [address for address in addresses if not is_public(address)]
    if refused and not allow_private:
        raise PrivateAddress(f"{host!r} is at the private address {refused[0]}", where=where)
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Whether an address lies on the public internet, also behind the IPv6 forms that carry an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        teredo = address.teredo[1] if address.teredo else None
        nat64 = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
        inner = address.ipv4_mapped or address.sixtofour or teredo or nat64
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved
