// Quizzes: without this script each choice opens to say whether it is right. With it, the verdict is also said aloud to
// those who listen, a page with several quizzes counts what was right at the first try, and a quiz can begin again.
const quizzes = [...document.querySelectorAll(".quiz")]
const first = new Map() // quiz → whether the choice that was opened first is right
const results = []

for (const quiz of quizzes) {
  const choices = [...quiz.querySelectorAll(".answers details")]
  const result = document.createElement("p")
  result.className = "result"
  result.setAttribute("role", "status")
  const again = document.createElement("button")
  again.type = "button"
  again.textContent = quiz.dataset.again
  again.hidden = true
  quiz.querySelector(".answers").after(result, again)
  results.push(result)

  // The verdict stands with the choice for those who see it, the score below the choices for all.
  const say = (verdict, score) => {
    const aloud = document.createElement("span")
    aloud.className = "hidden"
    aloud.textContent = verdict + " "
    for (const other of results) other.replaceChildren() // an older score is no longer true
    result.replaceChildren(...verdict ? [aloud] : [], score)
  }

  for (const choice of choices) {
    choice.addEventListener("toggle", () => {
      if (!choice.open) return
      const right = Boolean(choice.querySelector(".right"))
      if (!first.has(quiz)) first.set(quiz, right)
      again.hidden = false
      say(choice.querySelector(".verdict b").textContent, score(quiz))
    })
  }
  again.addEventListener("click", () => {
    for (const choice of choices) choice.open = false
    first.delete(quiz)
    result.replaceChildren()
    choices[0].querySelector("summary").focus()
    again.hidden = true
  })
}

// score is the sentence that says how many of the page's quizzes were right at the first try.
function score(quiz) {
  if (quizzes.length < 2) return ""
  const right = [...first.values()].filter(Boolean).length
  return quiz.dataset.score.replace("{right}", right).replace("{total}", quizzes.length)
}
