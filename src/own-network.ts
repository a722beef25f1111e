import { BlockList, isIPv4, isIPv6 } from 'node:net'

const nets = new BlockList()
nets.addSubnet('127.0.0.0', 8, 'ipv4')
nets.addSubnet('10.0.0.0', 8, 'ipv4')
nets.addSubnet('172.16.0.0', 12, 'ipv4')
nets.addSubnet('192.168.0.0', 16, 'ipv4')
nets.addAddress('::1', 'ipv6')
nets.addSubnet('fc00::', 7, 'ipv6')
nets.addSubnet('fe80::', 10, 'ipv6')

/** Names that the street does not have: of one word, or under an ending that is kept for inside. */
const insideName = /^[a-z0-9_-]+(\.(local|internal|lan))?$/

/** Whether a URL stays in the operator's own network: by its name or number alone, nothing is looked up. */
export function isOwnNetwork(url: string): boolean {
  const { hostname } = new URL(url)
  const number = hostname.replace(/^\[(.*)\]$/, '$1')
  // The list judges an IPv4 address within an IPv6 one as the IPv4 address that it is.
  if (isIPv6(number)) return nets.check(number, 'ipv6')
  return isIPv4(number) ? nets.check(number, 'ipv4') : insideName.test(hostname)
}
