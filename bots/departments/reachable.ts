import { BlockList, isIPv6 } from 'node:net'

/** Addresses that are nobody's on the internet: this machine, its network, its neighbours, tunnels into them. */
const inner =
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8`.split(
    /\s/,
  )

/** Whether an address may be called, and whether without encryption. */
export interface Reachable {
  readonly isAllowed: (address: string) => boolean
  /** Named by the operator: their own network. */
  readonly isOwn: (address: string) => boolean
}

/** `own`: networks of the operator's that may be called although they are not public, as `10.1.0.0/16`. */
export function createReachable(own: readonly string[]): Reachable {
  const innerList = listOf(inner)
  const ownList = listOf(own)
  const isOwn = (address: string): boolean => isIn(ownList, address)
  return { isOwn, isAllowed: (address) => isOwn(address) || !isIn(innerList, address) }
}

function listOf(nets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const net of nets) {
    const [address = '', bits = ''] = net.split('/')
    const family = familyOf(address)
    list.addSubnet(address, bits === '' ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** An IPv4 address that is written as IPv6 is looked up as both. */
function isIn(list: BlockList, address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  return list.check(bare, familyOf(bare))
}
