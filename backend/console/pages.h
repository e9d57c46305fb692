// The handlers of the console's pages, one function a page or a form. Each may rely on a session, and each POST on its
// token having been checked.
#pragma once

#include <string_view>

#include "backend/console/visit.h"

namespace linli::hub::console {

using Reply = Result<HttpResponse>;

// login.cpp: before there is a session.
[[nodiscard]] HttpResponse show_login(const Visit& visit);
[[nodiscard]] Result<PageReply> log_in(const Visit& visit);
[[nodiscard]] Reply log_out(const Visit& visit);

// queue.cpp
[[nodiscard]] Reply show_queue(const Visit& visit, std::string_view);
[[nodiscard]] Reply save_filter(const Visit& visit, std::string_view);
[[nodiscard]] Reply forget_filter(const Visit& visit, std::string_view id);

// round.cpp: what is carried on paper
[[nodiscard]] Reply show_round(const Visit& visit, std::string_view);
[[nodiscard]] Reply show_round_phones(const Visit& visit, std::string_view);

// visits.cpp, answers.cpp, figures.cpp
[[nodiscard]] Reply show_visits(const Visit& visit, std::string_view);
[[nodiscard]] Reply mark_visited(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_answers(const Visit& visit, std::string_view);
[[nodiscard]] Reply keep_answer(const Visit& visit, std::string_view);
[[nodiscard]] Reply drop_answer(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_figures(const Visit& visit, std::string_view);

// staff.cpp: logins by the operator, one's own password by everyone. Those that hash are called twice, like log_in.
[[nodiscard]] Reply show_staff(const Visit& visit, std::string_view);
[[nodiscard]] Result<PageReply> add_staff(const Visit& visit, std::string_view);
[[nodiscard]] Reply disable_staff(const Visit& visit, std::string_view id);
[[nodiscard]] Result<PageReply> reset_password(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_password(const Visit& visit, std::string_view);
[[nodiscard]] Result<PageReply> change_password(const Visit& visit, std::string_view);

// request.cpp
// shown_phone: what show_phone gave, for this one answer.
[[nodiscard]] Reply request_page(const Visit& visit, std::string_view id,
                                 const std::optional<std::string>& shown_phone);
[[nodiscard]] Reply show_request(const Visit& visit, std::string_view id);
// request_forms.cpp
[[nodiscard]] Reply show_request_phone(const Visit& visit, std::string_view id);
[[nodiscard]] Reply answer_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply note_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply assign_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply hand_request(const Visit& visit, std::string_view id);
// request_more.cpp
[[nodiscard]] Reply hand_up_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply merge_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply separate_request(const Visit& visit, std::string_view id);
// request_forms.cpp
[[nodiscard]] Reply stage_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply close_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply reopen_request(const Visit& visit, std::string_view id);
[[nodiscard]] Reply confirm_erase(const Visit& visit, std::string_view id);
[[nodiscard]] Reply erase_request(const Visit& visit, std::string_view id);

// events.cpp
[[nodiscard]] Reply show_events(const Visit& visit, std::string_view);
[[nodiscard]] Reply show_event(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_sign_up_phone(const Visit& visit, std::string_view id);
// event_actions.cpp: editor too
[[nodiscard]] Reply confirm_call_off(const Visit& visit, std::string_view id);
[[nodiscard]] Reply call_off_event(const Visit& visit, std::string_view id);
[[nodiscard]] Reply confirm_call_off_session(const Visit& visit, std::string_view id);
[[nodiscard]] Reply call_off_session(const Visit& visit, std::string_view id);
[[nodiscard]] Reply set_capacity(const Visit& visit, std::string_view id);
// The sessions of the event and what may be done with it, for its page.
[[nodiscard]] Result<> event_tools(const Visit& visit, const EventLine& line, View& view);
// attendance.cpp
[[nodiscard]] Reply show_attendance(const Visit& visit, std::string_view id);
[[nodiscard]] Reply mark_arrived(const Visit& visit, std::string_view id);
[[nodiscard]] Reply check_pick_up(const Visit& visit, std::string_view id);
[[nodiscard]] Reply undo_arrived(const Visit& visit, std::string_view id);
// content.cpp, editor.cpp, history.cpp: events, notices and guides, told apart by the path
// What is being written of events, as lines.
[[nodiscard]] Result<View::List> event_drafts(const Visit& visit);
[[nodiscard]] Reply show_content(const Visit& visit, std::string_view);
[[nodiscard]] Reply new_document_page(const Visit& visit, std::string_view);
[[nodiscard]] Reply edit_document(const Visit& visit, std::string_view id);
[[nodiscard]] Reply save_document(const Visit& visit, std::string_view);
[[nodiscard]] Reply show_history(const Visit& visit, std::string_view id);
[[nodiscard]] Reply restore_document(const Visit& visit, std::string_view id);
[[nodiscard]] Reply drop_document_draft(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_preview(const Visit& visit, std::string_view id);
[[nodiscard]] Reply confirm_take_down(const Visit& visit, std::string_view id);
[[nodiscard]] Reply take_down_document(const Visit& visit, std::string_view id);
// roster.cpp: to print and as a file
[[nodiscard]] Reply show_roster_sheet(const Visit& visit, std::string_view id);
[[nodiscard]] Reply roster_file(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_calls(const Visit& visit, std::string_view);
[[nodiscard]] Reply show_call_phone(const Visit& visit, std::string_view id);
[[nodiscard]] Reply mark_called(const Visit& visit, std::string_view id);
[[nodiscard]] Reply confirm_cancel(const Visit& visit, std::string_view id);
[[nodiscard]] Reply cancel_sign_up(const Visit& visit, std::string_view id);

// fleet.cpp
[[nodiscard]] Reply show_quarantine(const Visit& visit, std::string_view);
[[nodiscard]] Reply show_quarantined(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_quarantined_phone(const Visit& visit, std::string_view id);
[[nodiscard]] Reply mark_seen(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_kiosks(const Visit& visit, std::string_view);
[[nodiscard]] Reply enrol_kiosk(const Visit& visit, std::string_view);
[[nodiscard]] Reply confirm_revoke(const Visit& visit, std::string_view id);
[[nodiscard]] Reply revoke_kiosk(const Visit& visit, std::string_view id);
[[nodiscard]] Reply show_audit(const Visit& visit, std::string_view);

}  // namespace linli::hub::console
