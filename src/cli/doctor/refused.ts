/** What `serve` says where it would not start, for whoever reads Chinese. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/everybody on this machine can read (\S+):/, '$1 这台机器上谁都读得到：运行 chmod 640 $1'],
  [
    /^(\S+) is open to others/,
    '$1 别的用户读得到：运行 chmod 600 $1，再运行 yijian keys rotate 换密钥',
  ],
  [/lies in (\S+), a copy of the data/, '主密钥和数据的拷贝都在 $1：把密钥移到别处'],
  [
    /^(\S+) is a key that others know/,
    '$1 是别人也知道的密钥：用 openssl rand -hex 32 另做一把，再运行 yijian keys rotate 换上',
  ],
  [
    /^DATABASE_URL: the password for (\S+)/,
    '数据库 $1 的口令是默认的，或者没有口令：在数据库和设置里都换掉',
  ],
  [/^DATABASE_URL is not an address/, 'DATABASE_URL 写得不对：口令里的 @ : / 要写成 %40 %3A %2F'],
  [/^KMS_URL/, 'KMS_URL 没有加密，密钥会明着过网络：改用 https://'],
]

export function refusedInChinese(why: string): string {
  for (const [pattern, said] of sayings) {
    const found = pattern.exec(why)
    if (found) return said.replaceAll('$1', () => found[1] ?? '')
  }
  return why
}
