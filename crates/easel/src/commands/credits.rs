//! `easel credits`: credits, for the operator of the data folder.

use anyhow::{Context as _, Result};
use easel_types::MicroCredits;

use crate::cli::{CreditsArgs, CreditsCommand};
use crate::terminal::say;
use crate::wiring;

pub(crate) async fn run(args: CreditsArgs) -> Result<()> {
    let core = wiring::core(&args.data.config_of_existing()?, false).await?;
    let CreditsCommand::Grant { account, amount, idempotency_key } = args.command;
    let amount: MicroCredits = amount.parse().context(amount)?;
    let account_id = account.parse().context(account)?;
    let (balance, granted) = core.grant(account_id, amount, idempotency_key).await?;
    if !granted {
        say("this key was used for a grant before: nothing was changed");
    }
    say(&format!("available  {}", balance.available));
    say(&format!("held       {}", balance.held));
    Ok(())
}
