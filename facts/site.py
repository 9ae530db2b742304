"""Which site an address belongs to."""


def site_of(address: str) -> str:
    """Return the host of a URL or host name, lower-case and without `www.`: how sites are kept."""
    host = address.strip().lower().split("://")[-1].split("/")[0]
    return host.removeprefix("www.")
