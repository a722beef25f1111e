/** Why a step of signing in was not taken, and what cures it. */
export const signInSentences = {
  'code-wrong': '验证码不对。看一下手机上现在的六位数再输，手机时间要准。',
  'code-used': '这个验证码用过了。等半分钟，换下一个再输。',
  'factor-unknown': '没有这一项，可能已经移除了。请刷新页面。',
  'factor-last': '您的岗位必须有第二重验证，最后一项不能移除。先加一项新的，再移除这一项。',
  'passkey-wrong': '这把通行密钥没有通过。请再试一次，或者换一种方式登录。',
  'reset-reason-missing': '还没有写理由。请写为什么要重置，本人会看到。',
  'sso-unknown': '系统管理员还没有登记您的账号，登录不了。请告诉系统管理员您在那边的账号名。',
  'sso-other': '这个账号名以前是另一个人在用，登录不了。请系统管理员核实后重新登记。',
  'sso-taken': '这个账号名已经登记给别人了。请核实。',
  'password-wrong': '现在的密码不对，没有改动。',
} as const
