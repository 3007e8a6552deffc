import { csrfToken } from '../behaviours/csrf.js'
import { Problem } from './problem.js'

/** Sends a file in one request. Only XMLHttpRequest reports how much has been sent. @returns { id, files } */
export function sendSmall(area, row) {
  const request = new XMLHttpRequest()
  const body = new FormData()
  body.append('file', row.file)
  row.stop = () => request.abort()
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    row.stands((row.file.size * loaded) / total, 'sending')
  )
  request.upload.addEventListener('load', () => row.show('checking'))
  return new Promise((resolve, reject) => {
    request.addEventListener('load', () => {
      const answer = request.response ?? {}
      if (request.status < 300 && answer.id) resolve(answer)
      else reject(new Problem(request.status, answer.error))
    })
    for (const end of ['error', 'abort'])
      request.addEventListener(end, () => reject(new Problem(0)))
    request.open('POST', area.dataset.uploadUrl)
    request.responseType = 'json'
    request.setRequestHeader('X-CSRF-TOKEN', csrfToken())
    request.setRequestHeader('Accept', 'application/json')
    request.send(body)
  })
}
