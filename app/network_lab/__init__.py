"""The network lab: small networks train while a person watches."""
