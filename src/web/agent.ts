/** Narrower names first: each of them also calls itself by those below. */
const browsers = [
  ['MicroMessenger', '微信'],
  ['QQBrowser', 'QQ 浏览器'],
  ['UCBrowser', 'UC 浏览器'],
  ['Edg', 'Edge'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const

const systems = [
  ['HarmonyOS', '鸿蒙'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** Browser and system, so that an officer knows their own again; nothing else of it is kept. */
export function agentWords(userAgent: string): string {
  const nameIn = (list: readonly (readonly [string, string])[]): string =>
    list.find(([sign]) => userAgent.includes(sign))?.[1] ?? ''
  return [nameIn(browsers), nameIn(systems)].filter(Boolean).join('，')
}
