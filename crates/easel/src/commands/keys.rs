//! `easel keys`: API keys, for the operator of the data folder.

use anyhow::{Context as _, Result};
use easel_core::{KeyCallback, NewKeyRequest};
use easel_types::Scope;

use crate::cli::{KeysArgs, KeysCommand};
use crate::terminal::say;
use crate::wiring;

pub(crate) async fn run(args: KeysArgs) -> Result<()> {
    let config = match args.command {
        KeysCommand::Create { .. } => args.data.config()?,
        KeysCommand::List | KeysCommand::Revoke { .. } => args.data.config_of_existing()?,
    };
    let core = wiring::core(&config, false).await?;
    match args.command {
        KeysCommand::Create { name, account, scopes, secret, callback, callback_token } => {
            let account_id = account.map(|text| text.parse().context(text)).transpose()?;
            let scopes: Result<Vec<Scope>, _> =
                scopes.iter().map(|text| text.parse().with_context(|| text.clone())).collect();
            let callback = callback.map(|address| KeyCallback { address, token: callback_token });
            let request = NewKeyRequest { account_id, name, scopes: scopes?, secret, callback };
            let key = core.create_key(request).await?;
            say(&format!("key      {}", key.id));
            say(&format!("account  {}", key.account_id));
            say(&format!("secret   {} (shown only now)", key.secret));
        }
        KeysCommand::List => {
            for key in core.keys(None).await? {
                let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
                let state = key
                    .revoked_at
                    .map_or_else(|| "active".to_owned(), |at| format!("revoked {at}"));
                say(&format!(
                    "{}  {}…  {}  {}  {state}  {}",
                    key.id,
                    key.prefix,
                    key.account_id,
                    scopes.join(","),
                    key.name
                ));
            }
        }
        KeysCommand::Revoke { key } => {
            core.revoke_key(key.parse().context(key)?, None).await?;
            say("revoked");
        }
    }
    Ok(())
}
