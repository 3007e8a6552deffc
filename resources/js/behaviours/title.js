/** Unread notifications in front of the page's title, as the badge in the side bar counts them. */
const badge = document.querySelector('.side [data-count="notifications"]')
const title = document.title

function show() {
  const count = badge.firstChild?.textContent.trim()
  document.title = count ? `(${count}) ${title}` : title
}

if (badge) {
  new MutationObserver(show).observe(badge, { childList: true, subtree: true, characterData: true })
  show()
}
