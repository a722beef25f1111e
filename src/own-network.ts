/** Whether a URL stays in the operator's own network: by its name or number alone, nothing is looked up. */
export function isOwnNetwork(url: string): boolean {
  const { hostname } = new URL(url)
  return (
    /^(localhost|127(\.\d+){3}|\[::1\]|10(\.\d+){3}|192\.168(\.\d+){2}|\[f[cd][0-9a-f:]+\])$/.test(
      hostname,
    ) ||
    /^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$/.test(hostname) ||
    /^[^.]+(\.(local|internal|lan))?$/.test(hostname)
  )
}
