// Only the pictures before and after this one, once this one is there: a phone fetches no forty.
const main = document.querySelector('.gallery-main img')

function fetchAhead() {
  for (const link of document.querySelectorAll('[data-ahead]')) {
    new Image().src = link.dataset.ahead
  }
}

if (!main || main.complete) fetchAhead()
else main.addEventListener('load', fetchAhead, { once: true })
