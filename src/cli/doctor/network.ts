import { connect as plain, isIP } from 'node:net'
import { checkServerIdentity, connect as sealed, type TLSSocket } from 'node:tls'
import { toDo, well, type Finding } from './finding.ts'

/** Milliseconds for one machine; a longer silence is an answer too. */
const patience = 5000
const together = 8
/** More are not asked in one run. */
const most = 200
const soon = 21
const day = 24 * 3_600_000

interface Place {
  readonly host: string
  readonly port: number
  readonly isSealed: boolean
}

/** Knocks at each machine once, looks at its certificate and sends it nothing. */
export async function lookAtNetwork(
  urls: readonly string[],
  now: () => number,
): Promise<readonly Finding[]> {
  const places = new Map(urls.map((url) => [new URL(url).origin, placeOf(url)]))
  const all = [...places.values()].slice(0, most)
  const findings: Finding[] = []
  for (let at = 0; at < all.length; at += together)
    findings.push(
      ...(
        await Promise.all(all.slice(at, at + together).map(async (one) => await lookAt(one, now())))
      ).flat(),
    )
  return findings.length > 0
    ? findings
    : [well('certificates', `${all.length} 个网址都连得上，证书 21 天内不到期`)]
}

function placeOf(url: string): Place {
  const { hostname, port, protocol } = new URL(url)
  const isSealed = protocol === 'https:'
  const host = hostname.replace(/^\[|\]$/g, '')
  return { host, port: Number(port) || (isSealed ? 443 : 80), isSealed }
}

async function lookAt(place: Place, now: number): Promise<readonly Finding[]> {
  const { host, port, isSealed } = place
  const name = `${host}:${port}`
  const { promise, resolve } = Promise.withResolvers<readonly Finding[]>()
  const servername = isIP(host) ? {} : { servername: host }
  const socket = isSealed
    ? sealed({ host, port, ...servername, rejectUnauthorized: false }, () =>
        resolve(wrongWithCertificate(socket as TLSSocket, name, host, now)),
      )
    : plain({ host, port }, () => resolve([]))
  const away = (code: string): void =>
    resolve([toDo('certificates', `${name} 连不上（${code}）：看域名解析、防火墙和那边的服务`)])
  socket.setTimeout(patience, () => away('超时'))
  socket.once('error', (cause: NodeJS.ErrnoException) => away(cause.code ?? '不明'))
  const found = await promise
  socket.destroy()
  return found
}

function wrongWithCertificate(
  socket: TLSSocket,
  name: string,
  host: string,
  now: number,
): readonly Finding[] {
  const certificate = socket.getPeerCertificate()
  const left = Math.floor((Date.parse(certificate.valid_to) - now) / day)
  const findings: Finding[] = []
  if (left < 0) findings.push(toDo('certificates', `${name} 的证书已经过期：马上换新的`))
  else if (left < soon)
    findings.push(
      toDo('certificates', `${name} 的证书还有 ${left} 天到期：换新的，看自动续期为什么没有做`),
    )
  if (checkServerIdentity(host, certificate))
    findings.push(toDo('certificates', `${name} 的证书不是给 ${host} 的：换成写着这个名字的证书`))
  else if (!socket.authorized && left >= 0)
    findings.push(
      toDo(
        'certificates',
        `${name} 的证书不被信任（${String(socket.authorizationError)}）：换成公认机构签的，或补上中间证书`,
      ),
    )
  return findings
}
