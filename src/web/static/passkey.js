/** Passkeys: asks the browser's key what the form says, and sends what it answers. Nothing is fetched. */

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  )

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const keyOf = (one) => ({ ...one, id: bytesOf(one.id) })

function askedOf(options) {
  const asked = { ...options, challenge: bytesOf(options.challenge) }
  if (options.user) asked.user = { ...options.user, id: bytesOf(options.user.id) }
  if (options.allowCredentials) asked.allowCredentials = options.allowCredentials.map(keyOf)
  if (options.excludeCredentials) asked.excludeCredentials = options.excludeCredentials.map(keyOf)
  return asked
}

/** The answer as JSON, its bytes in base64url. */
function toldOf({ id, rawId, type, response, authenticatorAttachment, ...rest }) {
  const told = { clientDataJSON: textOf(response.clientDataJSON) }
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle'])
    if (response[name]) told[name] = textOf(response[name])
  if (response.getTransports) told.transports = response.getTransports()
  return {
    ...rest,
    id,
    rawId: textOf(rawId),
    type,
    response: told,
    authenticatorAttachment,
    clientExtensionResults: {},
  }
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  form.closest('[hidden]').hidden = false
  const failed = form.querySelector('[role=alert]')
  const askKey = async () => {
    try {
      const publicKey = askedOf(JSON.parse(form.dataset.options))
      const key = await navigator.credentials[form.dataset.passkey]({ publicKey })
      form.elements.answer.value = JSON.stringify(toldOf(key))
      form.submit()
    } catch {
      failed.hidden = false
    }
  }
  form.addEventListener('submit', (event) => {
    if (form.elements.answer.value !== '') return
    event.preventDefault()
    failed.hidden = true
    void askKey()
  })
}
