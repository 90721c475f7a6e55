//! The suite that every [`crate::Store`] has to pass. Each case gets an empty store; a database
//! runs all of them by handing [`conformance_cases!`](crate::conformance_cases) a macro that
//! makes a test of each name (see `tests/sqlite.rs`).
//!
//! Test support: the cases panic where the store is wrong.
#![expect(clippy::unwrap_used, reason = "test support: a case fails by panicking")]

mod accounts;
mod artifacts;
mod claim;
mod enqueue;
pub mod fixture;
mod ledger;
mod models;
mod reading;
mod settle;
mod sweep;
mod uploads;

use std::sync::Arc;

use crate::Store;

/// Calls the macro it is given with every case as `area::name`.
#[macro_export]
macro_rules! conformance_cases {
    ($with:ident) => {
        $with! {
            accounts::accounts_are_listed_oldest_first_and_counted,
            accounts::of_two_racing_accounts_with_one_id_one_is_created,
            accounts::a_key_is_found_by_its_hash_until_it_is_revoked,
            accounts::a_key_hash_is_taken_once,
            accounts::a_key_needs_an_account,
            accounts::a_key_without_scopes_keeps_none,
            accounts::keys_are_listed_by_account_or_all_of_them,
            accounts::a_key_is_revoked_once_and_only_by_its_account,
            ledger::an_unknown_account_has_nothing,
            ledger::a_grant_with_the_same_key_counts_once,
            ledger::two_accounts_may_use_the_same_grant_key,
            ledger::a_negative_grant_corrects_even_below_zero,
            ledger::a_grant_that_cannot_be_kept_is_refused,
            ledger::a_grant_leaves_room_for_what_is_held,
            ledger::entries_are_listed_newest_first_with_their_signs,
            ledger::the_audit_sums_over_all_accounts,
            enqueue::an_accepted_job_holds_its_price,
            enqueue::an_accepted_job_is_stored_as_it_was_answered,
            enqueue::a_repetition_gives_the_first_job_whatever_has_changed,
            enqueue::another_request_under_the_same_idempotency_key_clashes,
            enqueue::two_accounts_may_use_the_same_idempotency_key,
            enqueue::racing_repetitions_create_one_job,
            enqueue::a_job_that_cannot_be_paid_leaves_nothing_behind,
            enqueue::racing_jobs_cannot_spend_the_same_credits,
            enqueue::a_free_job_needs_no_credits,
            enqueue::a_full_queue_refuses_and_says_whose_share_is_full,
            enqueue::racing_jobs_cannot_overfill_the_queue,
            enqueue::a_job_that_cannot_be_kept_is_refused,
            enqueue::a_finished_job_is_paid_and_done_at_once,
            enqueue::a_finished_job_is_recorded_once_per_idempotency_key,
            enqueue::a_finished_job_that_cannot_be_paid_leaves_nothing_behind,
            reading::a_job_is_shown_to_its_account_only,
            reading::jobs_are_listed_newest_first_in_pages,
            reading::listed_jobs_bring_their_artifacts,
            reading::open_jobs_are_counted_by_state,
            reading::the_queue_position_counts_the_jobs_claimed_before,
            claim::an_empty_queue_gives_nothing,
            claim::a_claimed_job_runs_under_a_fence,
            claim::higher_priority_is_claimed_first_then_older_then_smaller_ids,
            claim::waiting_makes_up_for_priority,
            claim::ageing_may_be_immediate_or_never,
            claim::excluded_models_are_passed_over,
            claim::overdue_jobs_are_never_claimed,
            claim::a_job_that_backs_off_is_not_claimed_early,
            claim::a_new_job_is_claimable_after_the_clock_was_set_back,
            claim::racing_claims_never_share_a_job,
            claim::a_heartbeat_prolongs_the_lease_and_notes_the_progress,
            claim::a_heartbeat_without_the_lease_changes_nothing,
            settle::finishing_captures_the_hold_and_stores_the_artifacts,
            settle::of_racing_finishes_one_counts,
            settle::a_finish_after_a_cancellation_changes_nothing,
            settle::an_overtaken_attempt_changes_nothing,
            settle::a_finish_with_unusable_artifacts_changes_nothing,
            settle::failing_releases_the_hold_and_says_why,
            settle::a_requeued_job_keeps_its_hold_and_loses_its_progress,
            settle::an_uncounted_attempt_still_moves_the_fence,
            settle::canceling_releases_the_hold_of_queued_and_running_jobs,
            settle::only_the_owner_cancels_and_final_jobs_stay_as_they_are,
            settle::a_racing_finish_and_cancellation_settle_once,
            sweep::a_lost_job_is_claimable_again,
            sweep::a_lost_job_is_claimable_after_the_clock_was_set_back,
            sweep::a_lease_from_before_the_clock_was_set_back_ends_soon_unless_prolonged,
            sweep::a_job_lost_too_often_fails_and_releases_its_hold,
            sweep::racing_rescues_report_each_job_once,
            sweep::a_racing_finish_and_rescue_settle_once,
            sweep::overdue_jobs_expire_and_release_their_holds,
            sweep::a_lost_job_past_its_deadline_expires_instead_of_starting_again,
            sweep::a_sweep_has_no_upper_bound,
            sweep::a_racing_claim_and_cancellation_leave_one_state,
            artifacts::an_artifact_is_found_by_its_id,
            artifacts::old_artifacts_are_listed_oldest_first,
            artifacts::an_artifact_is_forgotten_once,
            uploads::an_upload_is_filled_once,
            uploads::uploads_are_shown_and_deleted_by_their_account_only,
            uploads::expired_uploads_are_listed_oldest_first,
            uploads::jobs_are_found_by_the_picture_they_are_made_from,
            uploads::a_deleted_job_is_not_shown_to_its_owner,
            uploads::a_message_is_due_when_its_job_is_final_and_until_it_is_settled,
            uploads::a_key_is_found_by_its_part_until_it_is_revoked,
            models::models_are_listed_by_name_as_they_were_added,
            models::a_model_name_is_taken_once,
            models::a_model_is_removed_once,
            models::a_closed_store_says_that_it_is_unavailable,
        }
    };
}

macro_rules! publish {
    ($($area:ident::$name:ident),* $(,)?) => {$(
        #[doc = concat!("The case `", stringify!($name), "`, in an empty `store`.")]
        pub async fn $name(store: Arc<dyn Store>) {
            $area::$name(store).await;
        }
    )*};
}

// A case that is not in the list is dead code, which the compiler reports.
conformance_cases!(publish);
