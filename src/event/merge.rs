//! One happening, one record: retellings inside an article fall together.
//!
//! The first telling in the body stays, as an annotator would have it; what a later telling adds (a party, a date) is taken
//! over. A headline's event counts only where the body tells none like it.

use super::Found;
use super::kind::Kind;
use super::parties::Parties;

/// Adds an event, or takes over what it adds to one that is already told.
pub(super) fn add(event: Found, stands: &[u32], parties: &Parties<'_>, out: &mut Vec<Found>) {
    // Retellings stand near each other; a text of thousands of events is no one report.
    let near = out.len().saturating_sub(200);
    let told = out[near..].iter_mut().find(|old| same(old, &event, stands, parties));
    let Some(old) = told else {
        out.push(event);
        return;
    };
    if old.recipient.is_empty() && old.kind != Kind::Consult {
        let actor = &old.actor;
        old.recipient = event.recipient.into_iter().filter(|r| !actor.contains(r)).collect();
    }
    if old.actor.is_empty() {
        let recipient = &old.recipient;
        old.actor = event.actor.into_iter().filter(|a| !recipient.contains(a)).collect();
    }
    if old.date.is_none() {
        old.date = event.date;
        old.aux = old.aux.or(event.aux);
    }
    for mode in event.modes {
        if !old.modes.contains(&mode) {
            old.modes.push(mode);
        }
    }
}

fn share(a: &[u32], b: &[u32], stands: &[u32]) -> bool {
    let stand = |x: &u32| stands.get(*x as usize).copied().unwrap_or(*x);
    a.iter().any(|x| b.iter().any(|y| stand(x) == stand(y)))
}

/// Whether two tellings are of the same happening: type, shared parties, no contradicting date or mode.
fn same(old: &Found, new: &Found, stands: &[u32], parties: &Parties<'_>) -> bool {
    let share = |a: &[u32], b: &[u32]| share(a, b, stands);
    if old.kind != new.kind || (old.aux.is_some() && new.aux.is_some() && old.aux != new.aux) {
        return false;
    }
    // What is told later with its date, long past, is not what the report told as its news; the news alone takes that date over.
    let past = |e: &Found| e.aux == Some("historical");
    if !past(old) && past(new) && new.date.is_some() {
        return false;
    }
    let dates = match (&old.date, &new.date) {
        (Some(a), Some(b)) => a == b || a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
        _ => true,
    };
    // Asked to help and asked to stop are one appeal where both sides are the same.
    let both = share(&old.actor, &new.actor) && share(&old.recipient, &new.recipient);
    let modes = both || old.modes.is_empty() || new.modes.is_empty() || old.modes.iter().any(|m| new.modes.contains(m));
    let fits = |a: &[u32], b: &[u32]| share(a, b) || (a.is_empty() && b.is_empty());
    // Told again by the same words, a party may go unnamed; told otherwise, both sides must be the same.
    let loose = old.frame == new.frame && (old.actor.is_empty() || new.actor.is_empty() || share(&old.actor, &new.actor));
    let actors = fits(&old.actor, &new.actor) || (loose && share(&old.recipient, &new.recipient));
    let recipients = fits(&old.recipient, &new.recipient)
        || ((old.recipient.is_empty() || new.recipient.is_empty()) && old.frame == new.frame && share(&old.actor, &new.actor));
    // In one sentence an attack and whom it killed are one happening, and so are two words for the same act.
    if old.sentence == new.sentence && dates {
        let open = |a: &[u32], b: &[u32]| share(a, b) || a.is_empty() || b.is_empty();
        let deed = old.kind == Kind::Assault && new.kind == Kind::Assault;
        if open(&old.actor, &new.actor) && (deed || (modes && open(&old.recipient, &new.recipient))) {
            return true;
        }
    }
    // Nobody dies twice.
    let kills = |e: &Found| matches!(e.frame, "assault.kill" | "assault.assassinate");
    let victim = |r: &&u32| parties.person(**r) && new.recipient.contains(r);
    if kills(old) && kills(new) && old.recipient.iter().any(|r| victim(&r)) {
        return true;
    }
    let any = share(&old.actor, &new.actor) || share(&old.recipient, &new.recipient);
    dates && modes && actors && recipients && any
}
