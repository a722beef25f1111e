/** Somebody was wrong too often. */
export const slow = (ms: number): string =>
  `试的次数多了，请 ${Math.ceil(ms / 60_000)} 分钟后再试。忘了密码，请系统管理员重新发设置链接。`
