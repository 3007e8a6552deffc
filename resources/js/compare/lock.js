/** What one stage shows the other shows, too: the same point of the picture, as much larger than whole, turned as far. */
export function lock([one, other]) {
  follow(one, other)
  follow(other, one)
}

function follow(leader, follower) {
  leader.on('change', ({ view, by }) => {
    if (by === 'person') follower.set(view)
  })
}
