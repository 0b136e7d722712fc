// What the server told so far. Nothing is decided here; the panels draw it.

export const model = {
  run: null,
  desk: "",
  staff: [],
  citizens: [],
  threads: new Map(),
  chats: new Map(),
};

/** Take in one change; returns the message that is new, if one is. */
export function take(change) {
  switch (change.kind) {
    case "everything":
      takeAll(change);
      return null;
    case "citizen":
      model.citizens.push(change.citizen);
      return null;
    case "gone":
      model.citizens = model.citizens.filter((citizen) => citizen.chat !== change.chat);
      model.chats.delete(change.chat);
      return null;
    case "thread":
      model.threads.set(change.thread.id, change.thread);
      return null;
    case "withdrawn":
      messages(change.chat).delete(change.message);
      return null;
    default:
      return keep(change.message);
  }
}

/** The messages of a chat by id, oldest first. */
export function messages(chat) {
  if (!model.chats.has(chat)) model.chats.set(chat, new Map());
  return model.chats.get(chat);
}

function takeAll(all) {
  Object.assign(model, { run: all.run, desk: all.desk, staff: all.staff, citizens: all.citizens });
  model.threads = new Map(all.threads.map((thread) => [thread.id, thread]));
  model.chats = new Map();
  for (const message of all.messages) keep(message);
}

function keep(message) {
  const known = messages(message.chat).has(message.id);
  messages(message.chat).set(message.id, message);
  return known ? null : message;
}
